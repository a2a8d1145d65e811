package dev.tallystick.portal;

import dev.tallystick.houserules.ArchitectureRules;

/** The rules that every service of the suite keeps. */
class ArchitectureTest extends ArchitectureRules {}
