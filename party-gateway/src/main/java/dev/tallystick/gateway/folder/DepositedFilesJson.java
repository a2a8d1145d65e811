package dev.tallystick.gateway.folder;

import java.util.List;

/** Files of the folder, the newest first. */
record DepositedFilesJson(List<DepositedFileJson> files) {}
