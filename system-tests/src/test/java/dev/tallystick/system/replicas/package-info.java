/**
 * Two real consent-services and a real audit-service, one killed now and then, under everything at
 * once; what holds is proved from the log alone.
 */
@NullMarked
package dev.tallystick.system.replicas;

import org.jspecify.annotations.NullMarked;
