/**
 * Checks, before a release is sequenced, that consent-service has permitted exactly this release:
 * nothing leaves the vault or a bureau on a dry run, on a permit for somebody else, or on none.
 */
@NullMarked
package dev.tallystick.audit.decision;

import org.jspecify.annotations.NullMarked;
