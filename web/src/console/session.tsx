import { Modal, Spin } from 'antd';
import { createContext, useContext, useEffect, useState, type ReactNode } from 'react';
import { onSignedOut, signOut, whoAmI, type Role, type Staff } from './api';
import { SignIn } from './SignIn';

const StaffContext = createContext<Staff | null>(null);

/** Who is signed in; only below `SignedIn`. */
export function useStaff(): Staff {
  const staff = useContext(StaffContext);
  if (!staff) throw new Error('useStaff outside of SignedIn');
  return staff;
}

export function has(staff: Staff, roles: readonly Role[]): boolean {
  return roles.length === 0 || roles.some((role) => staff.roles.includes(role));
}

export async function leave(): Promise<void> {
  await signOut().catch(() => undefined);
  window.location.reload();
}

/**
 * Shows `children` to whoever has signed in. When the session ends under way, the sign-in comes over the
 * page, so that nothing that was typed is lost; somebody else who then signs in begins with a fresh page.
 */
export function SignedIn({ title, children }: { title: string; children: ReactNode }) {
  const [staff, setStaff] = useState<Staff | null>(null);
  const [known, setKnown] = useState<'asking' | 'out' | 'in'>('asking');
  const enter = (who: Staff) => {
    setStaff(who);
    setKnown('in');
  };
  useEffect(() => {
    whoAmI().then(enter, () => setKnown('out'));
    return onSignedOut(() => setKnown('out'));
  }, []);

  if (known === 'asking') return <Spin description="正在打开…" fullscreen />;
  if (!staff) {
    return (
      <main className="gate">
        <h1>蜀惠 {title}</h1>
        <SignIn onSignedIn={enter} />
      </main>
    );
  }
  return (
    <StaffContext.Provider value={staff}>
      <div key={staff.login}>{children}</div>
      <Modal open={known === 'out'} title="登录已经过时，请再登录一次" footer={null} closable={false} keyboard={false} mask={{ closable: false }} destroyOnHidden>
        <SignIn onSignedIn={enter} login={staff.login} />
      </Modal>
    </StaffContext.Provider>
  );
}
