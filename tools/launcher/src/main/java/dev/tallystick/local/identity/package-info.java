/**
 * Who can get a token in the local realm, those added later included, and how: identities are added
 * through Keycloak's own administration, people through the data vault first.
 */
@NullMarked
package dev.tallystick.local.identity;

import org.jspecify.annotations.NullMarked;
