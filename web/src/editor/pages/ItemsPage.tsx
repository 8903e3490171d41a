import { usePath } from '../../console/route';
import { ItemPage } from '../item/ItemPage';
import '../editor.css';
import { ItemList } from './ItemList';

const LIST = '/editor/items';

/** The list of items, or the one that the address names. */
export default function ItemsPage() {
  const [id = '', query = ''] = usePath().slice(LIST.length + 1).split('/by/');
  return id ? <ItemPage key={`${id}/${query}`} item={decodeURIComponent(id)} author={decodeURIComponent(query)} /> : <ItemList />;
}
