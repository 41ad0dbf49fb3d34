package org.yilian.hub.audit;

import org.yilian.hub.HubTest;

@HubTest
class AuditReconciliationOnH2IT extends AuditReconciliation {}
