import { TranslatableString, englishStringTranslator, type RJSFSchema, type UiSchema, type ValidatorType } from '@rjsf/utils';

/** The server checks (bot/catalog/lint.py); a checker in the browser would have to make code from text, which the page's policy forbids. */
export const validator: ValidatorType = {
  validateFormData: () => ({ errors: [], errorSchema: {} }),
  isValid: () => true,
  rawValidation: () => ({ errors: [] }),
};

const LONG = new Set(['简介', '服务对象', '服务内容', '服务标准', '支出责任', '标准', '说明', '改变', '得', '受理']);

/** How each field is drawn: fields of our own by `x-field`, lists of texts as lines, long texts over several lines. */
export function uiOf(schema: RJSFSchema, root: RJSFSchema, name = ''): UiSchema {
  const plain = resolved(schema, root);
  const own = (plain as Record<string, unknown>)['x-field'] ?? (schema as Record<string, unknown>)['x-field'];
  if (own) return { 'ui:field': own as string };
  if (plain.type === 'array') {
    const item = resolved(plain.items as RJSFSchema, root);
    if (item.type === 'string') return { 'ui:field': 'lines' };
    return { items: uiOf(item, root), 'ui:options': { orderable: true } };
  }
  if (plain.type === 'object') {
    const ui: UiSchema = {};
    for (const [key, inner] of Object.entries(plain.properties ?? {})) ui[key] = uiOf(inner as RJSFSchema, root, key);
    if (typeof plain.additionalProperties === 'object') ui.additionalProperties = uiOf(plain.additionalProperties, root);
    return ui;
  }
  if (name === '编号') return { 'ui:readonly': true };
  return plain.type === 'string' && LONG.has(name) ? { 'ui:widget': 'textarea', 'ui:options': { rows: 2 } } : {};
}

function resolved(schema: RJSFSchema, root: RJSFSchema): RJSFSchema {
  const [first] = (schema.allOf ?? []) as RJSFSchema[];
  if (first) return resolved(first, root);
  if (!schema.$ref) return schema;
  return resolved(root.definitions![schema.$ref.split('/').pop()!] as RJSFSchema, root);
}

const WORDS: Partial<Record<TranslatableString, string>> = {
  [TranslatableString.AddButton]: '加一条',
  [TranslatableString.AddItemButton]: '加一条',
  [TranslatableString.RemoveButton]: '删掉',
  [TranslatableString.MoveUpButton]: '上移',
  [TranslatableString.MoveDownButton]: '下移',
  [TranslatableString.CopyButton]: '照抄一条',
  [TranslatableString.ArrayItemTitle]: '这一条',
  [TranslatableString.KeyLabel]: '名字',
  [TranslatableString.NewStringDefault]: '',
  [TranslatableString.YesLabel]: '是',
  [TranslatableString.NoLabel]: '否',
  [TranslatableString.ClearButton]: '清空',
};

/** The form library's own words. */
export function sayInChinese(word: TranslatableString, params?: string[]): string {
  return WORDS[word] ?? englishStringTranslator(word, params);
}
