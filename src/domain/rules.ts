import type { Language, Text } from './dataset.js';
import type { Problem } from './problem.js';
import { problemValue } from './problem.js';
import { missingCode, type Profile, type ProfileElement } from './profile.js';
import { RULES } from './rules/rule-list.js';
import type { Rule } from './rules/rule.js';
export { RULES };
export type { Rule };

/** Changes whenever a rule or a value rule decides anything differently: part of the mapping version. */
export const RULES_VERSION = '4';

const BY_CODE: ReadonlyMap<string, Rule> = new Map(RULES.map((rule) => [rule.code, rule]));

/** What a problem adds to its rule. */
export interface ProblemFacts {
  /** Where it is, if not where the rule says. */
  readonly pointer?: string;
  readonly value?: unknown;
  readonly detail?: string;
}

/** A problem under a rule of the list. An unknown code is a mistake of the hub and throws. */
export function problemOf(code: string, facts: ProblemFacts = {}): Problem {
  const rule = BY_CODE.get(code);
  if (rule === undefined) throw new Error(`there is no rule ${code}`);
  return {
    stage: rule.stage,
    code,
    bar: rule.bar,
    pointer: facts.pointer ?? rule.pointer,
    ...(facts.value !== undefined && { value: problemValue(facts.value) }),
    ...(facts.detail !== undefined && { detail: facts.detail }),
  };
}

/** A mandatory element that the record lacks. */
export function missingProblem(element: ProfileElement): Problem {
  const code = missingCode(element.pointer);
  return BY_CODE.has(code)
    ? problemOf(code)
    : { stage: 'validate', code, bar: 'conformant', pointer: element.pointer };
}

/** All rules: those of the list and one for each mandatory element of the profile that the list does not name. */
export function allRules(profile: Profile): readonly Rule[] {
  const missing = profile.elements
    .filter((element) => element.required && !BY_CODE.has(missingCode(element.pointer)))
    .map(missingRule);
  return [...RULES, ...missing];
}

function missingRule({ pointer, labels, meaning }: ProfileElement): Rule {
  return {
    code: missingCode(pointer),
    bar: 'conformant',
    stage: 'validate',
    pointer,
    title: { zh: `缺少${labels.zh}`, en: `Missing: ${labels.en}` },
    advice: { zh: `请填写${labels.zh}：${meaning.zh}`, en: `Fill in "${labels.en}". ${meaning.en}` },
  };
}

/** A problem in words. */
export interface ProblemText {
  readonly title: string;
  readonly advice: string;
}

const UNKNOWN: Text = {
  zh: '请查看该问题的代码与位置。',
  en: 'See the code and the place of the problem.',
};

/** Describes problems in one language; made once from the profile, since labels come from the schema alone. */
export function createProblemDescriber(
  profile: Profile,
): (problem: Pick<Problem, 'code'>, language: Language) => ProblemText {
  const rules = new Map(allRules(profile).map((rule) => [rule.code, rule]));
  return (problem, language) => {
    const rule = rules.get(problem.code);
    return rule === undefined
      ? { title: problem.code, advice: UNKNOWN[language] }
      : { title: rule.title[language], advice: rule.advice[language] };
  };
}
