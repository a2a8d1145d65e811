package dev.tallystick.audit.acknowledgement;

import dev.tallystick.audit.index.Deliveries;
import dev.tallystick.audit.index.LoggedParties;
import dev.tallystick.audit.sealing.OpeningSeal;
import dev.tallystick.audit.storage.LogEntryRepository;

/** What acknowledgements are checked against. */
public record AcknowledgementEvidence(
    LoggedParties parties,
    LogEntryRepository entries,
    OpeningSeal seal,
    LoggedHistory history,
    Deliveries deliveries) {}
