package dev.tallystick.consent.auditing;

import java.time.LocalDate;

/**
 * An audit that a party has reported.
 *
 * @param auditor the auditor's registration number
 * @param run which of the party's audits
 * @param until the last day that it covers
 * @param event the entry that reports it
 */
record HeldAudit(
    String auditor,
    int run,
    LocalDate from,
    LocalDate until,
    LocalDate dueOn,
    boolean late,
    String event) {}
