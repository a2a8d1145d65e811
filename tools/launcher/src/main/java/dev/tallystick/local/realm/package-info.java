/**
 * The realm that the identity provider is started with: who exists in it, what their tokens say and
 * whom they may call. Secrets are given to it, never drawn here.
 */
@NullMarked
package dev.tallystick.local.realm;

import org.jspecify.annotations.NullMarked;
