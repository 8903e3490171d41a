export interface Order {
  id: number;
  raised: string;
  raised_by: string;
  office: string;
  task: string;
  closed: string | null;
  closed_by: string;
  outcome: string;
}

export interface CallRow {
  id: number;
  at: string;
  login: string;
  service: string;
  service_name: string;
  region_name: string;
  result: string;
  note: string;
  follow_up: string | null;
  followed: string | null;
  orders: Order[];
}

export interface CallsAnswer {
  rows: CallRow[];
  total: number;
  page_size: number;
  results: string[];
}
