/**
 * Replicas: two real consent-services and a real audit-service, one killed now and then, under
 * everything at once, where what holds is proved from the log alone; and two of every service
 * behind a balancer, restarted in turn under load.
 */
@NullMarked
package dev.tallystick.system.replicas;

import org.jspecify.annotations.NullMarked;
