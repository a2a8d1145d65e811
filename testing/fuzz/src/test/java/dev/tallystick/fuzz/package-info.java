/** Fuzz targets: what must hold whatever bytes come. */
@NullMarked
package dev.tallystick.fuzz;

import org.jspecify.annotations.NullMarked;
