/**
 * Decides who may share what with whom, and signs each decision so that others can check it.
 *
 * <p>Holds no record about a person: what is kept is the vault's, what happened is the audit
 * service's. This package has what the whole service shares; each feature has a package below it.
 */
@NullMarked
package dev.tallystick.consent;

import org.jspecify.annotations.NullMarked;
