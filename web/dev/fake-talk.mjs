// What the fake server says. Made up to try the layout, and no source for anything: the real
// answers come from the knowledge files.
import { readFileSync } from 'node:fs';

let count = 0;
let facts = {};
let asked = null;

export function resetTalk() {
  facts = {};
  asked = null;
}

const YES_NO = [
  { value: true, title: '有' },
  { value: false, title: '没有' },
];

const QUESTIONS = {
  年龄: {
    text: '您母亲今年多大年纪（周岁）？',
    why: '很多待遇按年龄分',
    input: { kind: 'number', min: 0, max: 130, unit: '周岁' },
  },
  户籍地: { text: '您母亲的户口在哪里？', why: '不少待遇由户口所在地发放', input: { kind: 'region' } },
  残疾证: { text: '您母亲有残疾人证吗？', why: '残疾人的待遇一般凭残疾人证', input: { kind: 'bool', options: YES_NO } },
  户口性质: {
    text: '您母亲是农村户口还是城镇户口？',
    why: '有的待遇只给农村居民',
    input: {
      kind: 'choice',
      options: [
        { value: '农业', title: '农村户口' },
        { value: '非农业', title: '城镇户口' },
      ],
    },
  },
  出生日期: { text: '您母亲是哪年哪月哪日生的？', why: '要按出生年月推算年龄', input: { kind: 'date' } },
  月收入: { text: '您母亲一个月大概收入多少元？', why: '有的待遇看本人收入', input: { kind: 'money', min: 0, max: 10000000, unit: '元' } },
};

const HOTLINE = { number: '12345', name: '政务服务便民热线' };

const DISABILITY = {
  type: 'verdict',
  service: { id: 'disability-subsidies', name: '困难残疾人生活补贴和重度残疾人护理补贴', domain: '弱有所扶' },
  subject: '您母亲',
  verdict: 'likely',
  label: '初步符合（待核实）',
  summary: '按您说的，护理补贴基本够条件，生活补贴要看是不是低保或低保边缘家庭。',
  benefits: [
    {
      name: '重度残疾人护理补贴',
      verdict: 'likely',
      label: '初步符合（待核实）',
      amount: '每月发一次，标准以当地公布为准',
      computed: [],
      reasons: [
        { text: '户口在四川', value: true, basis: '国发〔2015〕52号 二（一）' },
        { text: '残疾等级为一级或二级', value: true, basis: '国发〔2015〕52号 二（二）' },
        { text: '平时需要别人长期照护', value: null, basis: '国发〔2015〕52号 二（二）' },
      ],
      changes: [],
      manual: ['需不需要长期照护，由县级残联上门看了再定'],
      exclusive: ['领了工伤护理费的，不能同时领这一项'],
    },
    {
      name: '困难残疾人生活补贴',
      verdict: 'ineligible',
      label: '暂不符合',
      amount: '每人每月100元',
      computed: [],
      reasons: [
        { text: '有残疾人证', value: true, basis: '国发〔2015〕52号 二（一）' },
        { text: '是低保对象，或者是低保边缘家庭', value: false, basis: '川民规〔2024〕1号' },
      ],
      changes: ['经乡镇（街道）认定为低保对象后，就可以领'],
      manual: [],
      exclusive: [],
    },
  ],
  apply: {
    place: '户口所在地，也可以跨省通办',
    office: '乡镇（街道）便民服务中心',
    channels: [
      { name: '天府通办（四川政务服务网）', url: 'https://www.sczwfw.gov.cn/' },
      { name: '跨省通办' },
    ],
    phones: [{ number: '12385', name: '残疾人服务热线' }, HOTLINE],
    materials: ['身份证', '户口簿', '残疾人证', '本人的银行卡'],
    steps: ['到窗口填申请表，或者请村（社区）代办', '乡镇（街道）初审，县级残联审核', '县级民政部门审定', '次月起打到银行卡'],
    time_limit: '以当地公布为准',
    cost: '不收费',
  },
  basis: [
    { document: '国发〔2015〕52号', title: '国务院关于全面建立困难残疾人生活补贴和重度残疾人护理补贴制度的意见', article: '二', url: 'https://www.gov.cn/' },
    { document: '川民规〔2024〕1号', article: '三' },
  ],
  verified: { status: '待核', date: '2026-11-23', note: '各县补贴标准不一样，以当地公布为准，可以打12345问清楚。' },
};

const ELDERLY = {
  type: 'verdict',
  service: { id: 'elderly-health', name: '老年人健康管理', domain: '病有所医' },
  subject: '您',
  verdict: 'ineligible',
  label: '暂不符合',
  summary: '满65周岁才有，您今年63。',
  benefits: [
    {
      name: '老年人健康管理',
      verdict: 'ineligible',
      label: '暂不符合',
      amount: '每年一次免费体检',
      reasons: [
        { text: '在现住地住满半年', value: true, basis: '国家基本公共卫生服务规范' },
        { text: '满65周岁', value: false, basis: '国家基本公共卫生服务规范' },
      ],
      changes: ['再过2年满65周岁，就可以每年免费体检'],
    },
  ],
  apply: { place: '现在住的地方', office: '乡镇卫生院、社区卫生服务中心（站）', phones: [HOTLINE], cost: '不收费' },
  basis: [{ document: '国家基本公共卫生服务规范（第三版）' }],
  verified: { status: '已核', date: '2026-11-23' },
};

const MATERIALS = {
  type: 'service',
  service: DISABILITY.service,
  sections: [
    { title: '要带的材料', lines: DISABILITY.apply.materials },
    { title: '代办', lines: ['走不动的，家里人或者村（社区）干部可以代办，带上代办人的身份证。'] },
  ],
};

function items() {
  const rows = readFileSync(new URL('../../knowledge/catalog.csv', import.meta.url), 'utf8').trim().split('\n').slice(1);
  return rows.map((row) => row.split(',')).map(([, id, domain, name]) => ({ id, domain, name, payload: `${name}我能享受吗` }));
}

function screening() {
  const all = items();
  const cut = (from, to, line) => all.slice(from, to).map((item, index) => ({ ...item, line: line(item, index) }));
  return {
    type: 'screening',
    subject: '您母亲',
    groups: [
      { verdict: 'eligible', label: '符合', items: cut(24, 33, () => '在现在住的地方就能办，不收费') },
      { verdict: 'likely', label: '初步符合（待核实）', items: cut(41, 44, () => '还要由窗口认定一项情况') },
      { verdict: 'unknown', label: '还需了解', items: cut(46, 58, (_item, index) => (index % 2 ? '要看残疾等级' : '要看是不是低保对象')) },
      { verdict: 'ineligible', label: '暂不符合', items: [...cut(0, 24, () => '只给未成年人和孕产妇'), ...cut(58, 65, () => '')] },
    ],
    settled: 43,
    total: all.length,
  };
}

function message(text, extra = {}) {
  count += 1;
  return { id: `b${count}`, from: 'bot', text, buttons: [], card: null, ...extra };
}

function question(fact) {
  asked = fact;
  const { text } = QUESTIONS[fact];
  const buttons = (QUESTIONS[fact].input.options ?? []).map(({ value, title }) => ({ title, payload: String(value) }));
  return message(text, { card: { type: 'question', fact, ...QUESTIONS[fact] }, buttons });
}

const asButtons = (...titles) => titles.map((title) => ({ title, payload: title }));

const FOLLOW_UPS = asButtons('要带什么', '在哪办', '换一个人问');

const TALK = [
  [/service|我想了解这项服务/, () => [message('这是别人发给您的那一项。先看大概，要准确算，请告诉我几样情况。', { card: DISABILITY, buttons: FOLLOW_UPS })]],
  [/要带什么|材料/, () => [message('申请这一项，要带这些：', { card: MATERIALS })]],
  [/残疾|两项补贴/, () => [message('我按您说的对了一遍，结果在下面。', { card: DISABILITY, buttons: FOLLOW_UPS })]],
  [/体检|老年人健康/, () => [message('满65周岁才有，您今年63。', { card: ELDERLY, buttons: asButtons('还有哪些我能享受') })]],
  [/享受|补贴/, () => [message('好的，我先问几样情况，问一样就少一样不清楚。'), question('年龄')]],
  [/问生日/, () => [question('出生日期')]],
  [/问收入/, () => [question('月收入')]],
  [/问户口/, () => [question('户口性质')]],
];

const NEXT = { 年龄: '户籍地', 户籍地: '残疾证' };

export function answer({ text, service }) {
  if (asked) return answered(text);
  const [, say] = TALK.find(([pattern]) => pattern.test(service ? 'service' : text)) ?? [];
  return say ? say() : [message('这个我没听明白。您想问的是下面哪一样？', { buttons: asButtons('残疾人两项补贴', '老年人体检', '我能享受哪些服务？') })];
}

function answered(text) {
  const fact = asked;
  asked = null;
  if (!/不知道|不想说/.test(text)) facts[fact] = text;
  if (NEXT[fact]) return [question(NEXT[fact])];
  return [message('差不多看清了。点一项，可以看为什么、领多少、到哪里办。', { card: screening(), buttons: asButtons('接着问，看得更准', '换一个人问') })];
}

export function profileOf() {
  const known = Object.entries(facts).map(([fact, text]) => ({ fact, label: fact, value: valueOf(text), text, input: QUESTIONS[fact].input }));
  return { persons: known.length ? [{ subject: 'mother', label: '您母亲', facts: known }] : [] };
}

function valueOf(text) {
  return /^\d/.test(text) ? parseInt(text, 10) : text;
}

export function corrected({ fact, value }) {
  facts[fact] = fact === '年龄' ? `${value}周岁` : String(value);
  return { ...profileOf(), messages: [message(`好的，${fact}改成${facts[fact]}了。`)] };
}

export function forgotten({ fact }) {
  if (fact) delete facts[fact];
  else facts = {};
  return { ...profileOf(), messages: [message('好的，已经删掉了。')] };
}

const PLACES = {
  510000: [
    ['510100', '成都市'],
    ['511700', '达州市'],
    ['513400', '凉山彝族自治州'],
  ],
  510100: [
    ['510104', '锦江区'],
    ['510107', '武侯区'],
  ],
  511700: [['511722', '宣汉县']],
  513400: [['513401', '西昌市']],
};

export function regions(parent) {
  return (PLACES[parent] ?? []).map(([code, name]) => ({ code, name }));
}
