import type { Hotline } from '../../shared/hotlines';
import { Icon } from '../../shared/Icon';
import { dial } from '../../shared/links';

export function Hotlines({ hotlines }: { hotlines: Hotline[] }) {
  return (
    <ul className="hotlines">
      {hotlines.map(({ number, name, about }) => (
        <li key={number}>
          <a className="hotline" href={dial(number)}>
            <Icon name="phone" />
            <span className="hotline__words">
              <span>
                <b>{number}</b> {name}
              </span>
              {about && <span className="small">{about}</span>}
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
}
