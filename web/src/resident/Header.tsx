import { Icon, type IconName } from '../shared/Icon';

export type Panel = 'profile' | 'hotlines';

interface HeaderProps {
  elder: boolean;
  /** The panels stand beside the conversation already. */
  wide: boolean;
  onElder: () => void;
  onOpen: (panel: Panel) => void;
}

export function Header({ elder, wide, onElder, onOpen }: HeaderProps) {
  return (
    <header className="top">
      <div className="top__inner">
        <img className="top__mark" src="/favicon.svg" alt="" width="40" height="40" />
        <div className="top__name">
          <h1>蜀惠</h1>
          <p>四川基本公共服务问答</p>
        </div>
        <nav className="top__tools" aria-label="工具">
          {!wide && <Tool icon="phone" name="热线" onPress={() => onOpen('hotlines')} />}
          {!wide && <Tool icon="person" name="我的情况" onPress={() => onOpen('profile')} />}
          <Tool icon="large" name="长辈版" pressed={elder} onPress={onElder} />
        </nav>
      </div>
    </header>
  );
}

function Tool({ icon, name, pressed, onPress }: { icon: IconName; name: string; pressed?: boolean; onPress: () => void }) {
  return (
    <button type="button" className="tool" aria-pressed={pressed} aria-haspopup={pressed === undefined ? 'dialog' : undefined} onClick={onPress}>
      <Icon name={icon} />
      {name}
    </button>
  );
}
