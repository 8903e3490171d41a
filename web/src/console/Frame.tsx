import { Button, Dropdown, Result, Spin } from 'antd';
import { Suspense, useEffect, useState, type MouseEvent } from 'react';
import { Password } from './Password';
import { go, usePath } from './route';
import { OTHER_ENTRIES, type Section } from './sections';
import { has, leave, useStaff } from './session';

interface FrameProps {
  home: string;
  title: string;
  sections: readonly Section[];
}

/** The page around a section: name, menu by role, who is signed in. */
export function Frame({ home, title, sections }: FrameProps) {
  const staff = useStaff();
  const path = usePath();
  const open = sections.filter((section) => has(staff, section.roles));
  const here = path === home ? open[0] : sections.find((section) => within(path, section.path));
  useEffect(() => {
    document.title = `${here ? `${here.label} · ` : ''}蜀惠 ${title}`;
  }, [here, title]);
  return (
    <div className="frame">
      <a className="frame__skip" href="#content">
        跳到内容
      </a>
      <header className="frame__head">
        <span className="frame__name">蜀惠 {title}</span>
        <Menu sections={open} here={here} home={home} />
        <Account />
      </header>
      <main id="content" className="frame__content" tabIndex={-1}>
        <Content section={here} none={open.length === 0} />
      </main>
    </div>
  );
}

function within(path: string, section: string): boolean {
  return path === section || path.startsWith(`${section}/`);
}

function Menu({ sections, here, home }: { sections: readonly Section[]; here?: Section; home: string }) {
  const staff = useStaff();
  const others = OTHER_ENTRIES.filter((entry) => entry.path !== home && has(staff, entry.roles));
  const follow = (event: MouseEvent, path: string) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    go(path);
  };
  return (
    <nav aria-label="菜单" className="frame__menu">
      {sections.map(({ path, label, icon }) => (
        <a
          key={path}
          href={path}
          aria-current={here?.path === path ? 'page' : undefined}
          onClick={(event) => follow(event, path)}
        >
          {icon && <span aria-hidden="true">{icon}</span>} {label}
        </a>
      ))}
      {others.map(({ path, label }) => (
        <a key={path} href={path}>
          {label}
        </a>
      ))}
    </nav>
  );
}

function Content({ section, none }: { section?: Section; none: boolean }) {
  const staff = useStaff();
  if (none || (section && !has(staff, section.roles))) {
    const roles = section?.roles.join('”或“');
    const sub = roles ? `要有“${roles}”的角色，请找班长或管理员开通。` : '您的角色用不上这里的页面。';
    return <Result status="warning" title="这一页您还不能用" subTitle={sub} />;
  }
  if (!section) return <Result status="info" title="没有这个页面" subTitle="请从上面的菜单选。" />;
  return (
    <Suspense fallback={<Spin description="正在打开…"><div className="frame__waiting" /></Spin>}>
      <section.View />
    </Suspense>
  );
}

function Account() {
  const staff = useStaff();
  const [changing, setChanging] = useState(false);
  const items = [
    { key: 'password', label: '改密码', onClick: () => setChanging(true) },
    { key: 'leave', label: '退出', onClick: () => void leave() },
  ];
  return (
    <>
      <Dropdown menu={{ items }} trigger={['click']}>
        <Button type="text" className="frame__account">
          {staff.name}（{staff.roles.join('、')}）
        </Button>
      </Dropdown>
      <Password open={changing} onClose={() => setChanging(false)} />
    </>
  );
}
