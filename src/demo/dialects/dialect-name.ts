/** How a portal speaks: CKAN, or one of the other shapes that a province's catalogues come in. */
export type DialectName =
  | 'ckan'
  /** The product of the Guangdong family: JSON by POST, a list in pages and a detail. */
  | 'guangdong'
  /** One list of flat records under Chinese labels, in one file. */
  | 'flat-list'
  /** The same as CSV in GB18030. */
  | 'csv-list'
  /** The guide's fill-in workbook, XLSX. */
  | 'guide-workbook'
  /** DCAT-US 1.1 in one file. */
  | 'data-json'
  /** DCAT in Turtle, with hydra paging. */
  | 'dcat';
