/** Hotlines that are shown even when no server can be reached; the server's list replaces them. */
export interface Hotline {
  number: string;
  name: string;
  about?: string;
}

export const HOTLINES: readonly Hotline[] = [
  { number: '12345', name: '政务服务便民热线', about: '什么事不知道找哪个，先打这个' },
  { number: '12333', name: '人社服务热线', about: '社保、养老金、找工作、失业' },
  { number: '12393', name: '医保服务热线', about: '医保报销、生育保险、看病救助' },
  { number: '12385', name: '残疾人服务热线', about: '残疾人证、补贴、康复' },
  { number: '12348', name: '公共法律服务热线', about: '法律咨询、法律援助' },
];
