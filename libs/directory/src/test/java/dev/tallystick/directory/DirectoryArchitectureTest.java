package dev.tallystick.directory;

import dev.tallystick.houserules.ArchitectureRules;

/** The rules that every part of the suite keeps. */
class DirectoryArchitectureTest extends ArchitectureRules {}
