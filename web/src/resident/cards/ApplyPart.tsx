import { Fold } from '../../shared/Fold';
import { Icon } from '../../shared/Icon';
import { dial, webAddress } from '../../shared/links';
import type { Apply, Counter, Phone } from '../types';

/** Where to go and whom to ring at once; what to bring and the steps folded. */
export function ApplyPart({ apply }: { apply: Apply }) {
  const { counters = [], materials = [], steps = [], phones = [] } = apply;
  return (
    <section className="apply">
      <h3>到哪里办</h3>
      <Place {...apply} />
      {counters.length > 0 && <Counters counters={counters} />}
      {phones.length > 0 && <Phones phones={phones} />}
      {materials.length > 0 && (
        <Fold title={`要带的材料（${materials.length}样）`}>
          <ul>{materials.map((line) => <li key={line}>{line}</li>)}</ul>
        </Fold>
      )}
      {steps.length > 0 && (
        <Fold title="怎么办、要多久">
          <ol>{steps.map((line) => <li key={line}>{line}</li>)}</ol>
          <Terms {...apply} />
        </Fold>
      )}
      {steps.length === 0 && <Terms {...apply} />}
      {apply.note && (
        <p className="line">
          <Icon name="info" />
          <span>{apply.note}</span>
        </p>
      )}
    </section>
  );
}

function Place(apply: Apply) {
  const { channels = [] } = apply;
  const where = whereOf(apply);
  return (
    <>
      {where && (
        <p className="line">
          <Icon name="place" />
          <span>{where}</span>
        </p>
      )}
      {channels.length > 0 && (
        <p className="line">
          <Icon name="screen" />
          <span>
            也可以：
            {channels.map(({ name, url }, index) => (
              <span key={name}>
                {index > 0 && '、'}
                <Elsewhere name={name} url={webAddress(url)} />
              </span>
            ))}
          </span>
        </p>
      )}
    </>
  );
}

/** In the server's words, which put place and office together as people say it. */
export function whereOf({ where, place, office }: Apply): string {
  return where || [place, office].filter(Boolean).join('，');
}

function Elsewhere({ name, url }: { name: string; url?: string }) {
  if (!url) return name;
  return (
    <a href={url} target="_blank" rel="noopener noreferrer">
      {name}
    </a>
  );
}

const SHOWN = 3;

/** The counters near the resident; where there are many, all but the first are folded. */
function Counters({ counters }: { counters: Counter[] }) {
  const rest = counters.slice(SHOWN);
  return (
    <>
      <ul>{counters.slice(0, SHOWN).map((counter) => <CounterLine key={counter.name} {...counter} />)}</ul>
      {rest.length > 0 && (
        <Fold title={`其他窗口（${rest.length}处）`}>
          <ul>{rest.map((counter) => <CounterLine key={counter.name} {...counter} />)}</ul>
        </Fold>
      )}
    </>
  );
}

function CounterLine({ name, address, hours, phone }: Counter) {
  return (
    <li>
      <b>{name}</b>：{[address, hours, phone && `电话 ${phone}`].filter(Boolean).join('，')}
    </li>
  );
}

export function Phones({ phones }: { phones: Phone[] }) {
  return (
    <ul className="phones">
      {phones.map(({ number, name }) => (
        <li key={number}>
          <a className="phone" href={dial(number)}>
            <Icon name="phone" />
            <b>{number}</b>
            {name && <span>{name}</span>}
          </a>
        </li>
      ))}
    </ul>
  );
}

function Terms({ time_limit, cost }: Apply) {
  if (!time_limit && !cost) return null;
  return (
    <p className="small">
      {time_limit && <>办理时限：{time_limit}。</>}
      {cost && <>费用：{cost}。</>}
    </p>
  );
}
