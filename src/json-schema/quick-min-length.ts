import { _, str, type CodeKeywordDefinition } from 'ajv/dist/2020.js';

/**
 * `minLength` as the vendor has it, except that a text of twice as many UTF-16 units is long enough whatever its characters
 * are. The vendor counts the characters of every text to its end, which for `"minLength": 1` is most of a validation.
 */
export const quickMinLength: CodeKeywordDefinition = {
  keyword: 'minLength',
  type: 'string',
  schemaType: 'number',
  error: {
    message: ({ schemaCode }) => str`must NOT have fewer than ${schemaCode} characters`,
    params: ({ schemaCode }) => _`{limit: ${schemaCode}}`,
  },
  code(context) {
    const { data, schemaCode } = context;
    context.fail(_`${data}.length < 2 * ${schemaCode} && Array.from(${data}).length < ${schemaCode}`);
  },
};
