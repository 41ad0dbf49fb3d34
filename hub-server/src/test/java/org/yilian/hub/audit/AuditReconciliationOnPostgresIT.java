package org.yilian.hub.audit;

import org.yilian.hub.HubOnPostgresTest;

@HubOnPostgresTest
class AuditReconciliationOnPostgresIT extends AuditReconciliation {}
