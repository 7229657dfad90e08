/** The library in one small file; it has no types of its own. */
declare module 'echarts/dist/echarts.esm.min' {
  export { init, registerMap } from 'echarts';
}
