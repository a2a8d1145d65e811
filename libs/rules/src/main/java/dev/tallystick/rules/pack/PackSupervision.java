package dev.tallystick.rules.pack;

/** By when parties have to do what no decision waits for. */
record PackSupervision(ComplaintTerms complaints, AuditCycles audits) {}
