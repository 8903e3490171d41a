import { webAddress } from '../../shared/links';
import type { Paper } from '../types';

export function Papers({ papers }: { papers: Paper[] }) {
  return (
    <ul className="papers">
      {papers.map((paper) => (
        <li key={`${paper.document}${paper.article}`}>
          <Name {...paper} />
        </li>
      ))}
    </ul>
  );
}

function Name({ document, title, article, url }: Paper) {
  const name = [title && `《${title.replace(/^《|》$/g, '')}》`, document, article].filter(Boolean).join(' ');
  const address = webAddress(url);
  if (!address) return name;
  return (
    <a href={address} target="_blank" rel="noopener noreferrer">
      {name}
    </a>
  );
}
