import {
  AlertOutlined,
  AppstoreOutlined,
  BarChartOutlined,
  CheckSquareOutlined,
  DashboardOutlined,
  ExperimentOutlined,
  MergeCellsOutlined,
  MessageOutlined,
  PictureOutlined,
  TagsOutlined,
  TeamOutlined,
} from '@ant-design/icons';
import { lazy, type ReactNode } from 'react';
import type { Key } from '../shared/i18n';
import type { Me, Role } from '../shared/session';
import { OverviewPage } from './overview/OverviewPage';

export type Page = {
  name: string;
  title: Key;
  icon: ReactNode;
  /** Who finds it in the menu; the hub decides by itself who gets an answer. */
  roles: Role[] | 'all';
  /** Opens a page of its own, outside the portal. */
  leaves?: string;
  render: (me: Me) => ReactNode;
};

const MessagesPage = lazy(() => import('./messages/MessagesPage'));
const WorklistPage = lazy(() => import('./worklist/WorklistPage'));
const ReconciliationPage = lazy(() => import('./reconciliation/ReconciliationPage'));
const TryPage = lazy(() => import('./trying/TryPage'));
const PeoplePage = lazy(() => import('./people/PeoplePage'));
const IdentityPage = lazy(() => import('./identity/IdentityPage'));
const EmergencyPage = lazy(() => import('./emergency/EmergencyPage'));
const AppsPage = lazy(() => import('./apps/AppsPage'));
const ReportPage = lazy(() => import('./report/ReportPage'));

const pages: Page[] = [
  {
    name: 'overview',
    title: 'menu.overview',
    icon: <DashboardOutlined />,
    roles: 'all',
    render: () => <OverviewPage />,
  },
  {
    name: 'messages',
    title: 'menu.messages',
    icon: <MessageOutlined />,
    roles: ['OPERATOR'],
    render: () => <MessagesPage />,
  },
  {
    name: 'worklist',
    title: 'menu.worklist',
    icon: <TagsOutlined />,
    roles: ['OPERATOR'],
    render: () => <WorklistPage />,
  },
  {
    name: 'reconciliation',
    title: 'menu.reconciliation',
    icon: <CheckSquareOutlined />,
    roles: ['OPERATOR'],
    render: () => <ReconciliationPage />,
  },
  {
    name: 'try',
    title: 'menu.try',
    icon: <ExperimentOutlined />,
    roles: ['OPERATOR'],
    render: () => <TryPage />,
  },
  {
    name: 'people',
    title: 'menu.people',
    icon: <TeamOutlined />,
    roles: ['DOCTOR', 'RADIOLOGIST', 'STEWARD'],
    render: (me) => <PeoplePage me={me} />,
  },
  {
    name: 'identity',
    title: 'menu.identity',
    icon: <MergeCellsOutlined />,
    roles: ['STEWARD'],
    render: (me) => <IdentityPage me={me} />,
  },
  {
    name: 'emergency',
    title: 'menu.emergency',
    icon: <AlertOutlined />,
    roles: ['AUDITOR'],
    render: () => <EmergencyPage />,
  },
  {
    name: 'imaging',
    title: 'menu.imaging',
    icon: <PictureOutlined />,
    roles: ['DOCTOR', 'RADIOLOGIST'],
    leaves: '/viewer/',
    render: () => null,
  },
  {
    name: 'sharing',
    title: 'menu.sharing',
    icon: <BarChartOutlined />,
    roles: ['PLANNER'],
    render: () => <ReportPage />,
  },
  {
    name: 'apps',
    title: 'menu.apps',
    icon: <AppstoreOutlined />,
    roles: 'all',
    render: (me) => <AppsPage me={me} />,
  },
];

/** The menu of somebody with these roles; everything there is without any. */
export function pagesFor(roles: Role[] | undefined): Page[] {
  return pages.filter(
    (page) => roles === undefined || page.roles === 'all' || page.roles.some((role) => roles.includes(role)),
  );
}
