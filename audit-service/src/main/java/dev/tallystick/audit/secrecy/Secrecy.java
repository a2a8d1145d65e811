package dev.tallystick.audit.secrecy;

import dev.tallystick.events.type.AuditRead;
import java.time.Instant;

/**
 * That the person is not told of a read until its time has come.
 *
 * @param authority the party that answers for it
 * @param ground by what kind of law
 * @param legalBasis the number of the order, as the authority has it
 * @param until when the read comes into the person's list at the latest
 */
public record Secrecy(
    String authority, AuditRead.Ground ground, String legalBasis, Instant until) {}
