export interface ChartData {
  key: string;
  title: string;
  by_day: boolean;
  labels: string[];
  series: { name: string; values: number[] }[];
}

export interface ChartsAnswer {
  first: string;
  last: string;
  charts: ChartData[];
}
