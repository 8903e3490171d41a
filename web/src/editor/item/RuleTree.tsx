import type { BenefitRule, RuleNode } from '../types';

const LEAD: Record<string, string> = {
  全部满足: '下面每一条都要满足',
  任一满足: '下面满足任何一条就行',
  都不满足: '下面的情形一条都不能有',
};

/** The rules of an item as one would read them out; after a trial with ✓, ✗ or ？ at each condition. */
export function RuleTree({ benefits }: { benefits: BenefitRule[] }) {
  return (
    <div className="stack">
      {benefits.map((benefit) => (
        <section key={benefit.name} aria-label={benefit.name}>
          <b>{benefit.name}</b>
          {benefit.amount && <div className="faint">{benefit.amount}</div>}
          <ul className="tree">
            <Branch node={benefit.rule} />
          </ul>
        </section>
      ))}
    </div>
  );
}

function Branch({ node }: { node: RuleNode }) {
  const lead = LEAD[node.kind];
  return (
    <li>
      <Mark node={node} />
      {lead ? (
        <span className="tree__kind">
          {node.text ? `${node.text}（${lead}）` : lead}
        </span>
      ) : (
        <span>
          {node.kind === '人工核实' && <b>由窗口核实：</b>}
          {node.text}
        </span>
      )}
      {node.basis && <span className="faint"> 〔{node.basis}〕</span>}
      {node.members.length > 0 && (
        <ul>
          {node.members.map((member, index) => (
            <Branch key={index} node={member} />
          ))}
        </ul>
      )}
    </li>
  );
}

function Mark({ node }: { node: RuleNode }) {
  if (node.value === undefined) return null;
  if (node.value === true) return <span className="tree__mark good" title="满足">✓</span>;
  if (node.value === false) return <span className="tree__mark bad" title="不满足">✗</span>;
  return <span className="tree__mark" title="还不知道">？</span>;
}
