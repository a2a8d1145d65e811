/**
 * What an auditor with all openings can check of a log: that they are what was logged, and that the
 * entries keep the promises between them. Each promise is an {@link
 * dev.tallystick.tally.audit.AuditStep}; nothing is believed that a service says about itself.
 */
@NullMarked
package dev.tallystick.tally.audit;

import org.jspecify.annotations.NullMarked;
