import vm from 'node:vm';
import { TestEnvironment } from 'jest-environment-node';

/**
 * Jest's own context asks a proxy for every reading of a global, which takes a quarter of a microsecond: what runs in it is
 * several times slower than in the program. This one has a global object like any other, and is as much apart from that of
 * other test files.
 */
export default class extends TestEnvironment {
  constructor(...settings) {
    const { createContext } = vm;
    vm.createContext = () => createContext(vm.constants.DONT_CONTEXTIFY);
    try {
      super(...settings);
    } finally {
      vm.createContext = createContext;
    }
  }
}
