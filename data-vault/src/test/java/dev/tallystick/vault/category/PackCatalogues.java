package dev.tallystick.vault.category;

import dev.tallystick.rules.pack.Pack;

/** Lets the tests of other packages judge by a pack. */
public final class PackCatalogues {
  private PackCatalogues() {}

  public static Catalogue of(Pack pack) {
    return new PackCatalogue(pack);
  }
}
