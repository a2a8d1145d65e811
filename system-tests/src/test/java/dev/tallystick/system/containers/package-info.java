/**
 * The images and manifests of {@code deploy/} with real containers: podman on this machine, with
 * base images of Debian's packages in place of the public ones.
 */
@NullMarked
package dev.tallystick.system.containers;

import org.jspecify.annotations.NullMarked;
