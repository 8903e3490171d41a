import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import type { ChartData } from './types';

use([BarChart, LineChart, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer]);

const COLOURS = ['#1d5c48', '#a3261b', '#1a547d', '#7d4400'];
const ROW = 30;

/** The chart as a picture; whoever does not see it has the table beside it. */
export function Picture({ chart }: { chart: ChartData }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const drawn = init(place.current!);
    drawn.setOption(optionOf(chart));
    const resize = () => drawn.resize();
    window.addEventListener('resize', resize);
    return () => {
      window.removeEventListener('resize', resize);
      drawn.dispose();
    };
  }, [chart]);
  const height = chart.by_day ? 280 : 90 + ROW * chart.labels.length;
  return <div ref={place} role="img" aria-label={`${chart.title}的图，数字在旁边的表里`} style={{ height }} />;
}

/** Days run from left to right; names stand on the left, where they have room. */
function optionOf({ by_day, labels, series }: ChartData) {
  const names = { type: 'category' as const, data: labels, inverse: !by_day, axisLabel: { width: 180, overflow: 'truncate' as const } };
  const numbers = { type: 'value' as const, minInterval: 1 };
  return {
    color: COLOURS,
    animation: false,
    legend: { top: 0 },
    // A tooltip of HTML would bring style attributes, which the policy of the page refuses.
    tooltip: { trigger: 'axis' as const, renderMode: 'richText' as const },
    grid: { left: 8, right: 24, top: 36, bottom: 8, containLabel: true },
    xAxis: by_day ? names : numbers,
    yAxis: by_day ? numbers : names,
    series: series.map(({ name, values }) => ({ name, data: values, type: by_day ? ('line' as const) : ('bar' as const), symbolSize: 6 })),
  };
}
