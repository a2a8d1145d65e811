package dev.tallystick.portal.open;

import io.quarkus.qute.TemplateData;

/**
 * The newest checkpoint of the log.
 *
 * @param size how many entries it has, as the reader writes it
 * @param root the root over them, hex
 * @param signed whether a key of the policy has signed it
 * @param witnesses who has cosigned it, as one list
 * @param note the signed note itself
 */
@TemplateData
public record LogView(String size, String root, boolean signed, String witnesses, String note) {}
