import { BarChart, LineChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { init, use, type EChartsType } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';

use([BarChart, LineChart, GridComponent, LegendComponent, TooltipComponent, AriaComponent, SVGRenderer]);

type Props = {
  months: string[];
  series: { name: string; values: number[] }[];
  label: string;
  format: (value: number) => string;
};

// Told apart without red and green, by day and by night.
const colours = ['#0b6fa4', '#e08a2c', '#3aa17e', '#8b63db', '#c65b7c', '#6b7f93'];

/** Stacked columns by month, one colour a hospital. */
export default function Chart({ months, series, label, format }: Props) {
  const element = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType>(undefined);

  useEffect(() => {
    const made = init(element.current!, undefined, { renderer: 'svg' });
    const observer = new ResizeObserver(() => made.resize());
    observer.observe(element.current!);
    chart.current = made;
    return () => {
      observer.disconnect();
      made.dispose();
    };
  }, []);

  useEffect(() => {
    const style = getComputedStyle(document.documentElement);
    const [ink, line] = [style.getPropertyValue('--ink-dim').trim(), style.getPropertyValue('--line').trim()];
    chart.current?.setOption(
      {
        animation: !window.matchMedia('(prefers-reduced-motion: reduce)').matches,
        aria: { enabled: true, label: { description: label } },
        color: colours,
        textStyle: { fontFamily: style.getPropertyValue('--font') },
        grid: { left: 8, right: 12, top: 36, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
        legend: { top: 0, left: 0, icon: 'roundRect', itemWidth: 12, itemHeight: 8, textStyle: { color: ink } },
        tooltip: {
          trigger: 'axis',
          axisPointer: { type: 'shadow' },
          valueFormatter: (value: unknown) => format(Number(value)),
        },
        xAxis: {
          type: 'category',
          data: months,
          axisLabel: { color: ink },
          axisLine: { lineStyle: { color: line } },
          axisTick: { show: false },
        },
        yAxis: {
          type: 'value',
          axisLabel: { color: ink, formatter: (value: number) => format(value) },
          splitLine: { lineStyle: { color: line } },
        },
        series: series.map(({ name, values }) => ({ name, type: 'bar', stack: 'all', barMaxWidth: 38, data: values })),
      },
      true,
    );
  });

  return <div ref={element} className="chart" />;
}
