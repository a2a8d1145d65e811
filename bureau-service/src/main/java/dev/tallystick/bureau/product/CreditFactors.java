package dev.tallystick.bureau.product;

import jakarta.inject.Singleton;

/**
 * What a model of credit may look at (R38): an allow-list as data, because what is relevant to
 * credit is for rule makers to say. What is not on it is refused.
 */
@Singleton
final class CreditFactors {
  private static final String FILE = "credit-factors.json";

  private final AllowList allowed = AllowList.beside(CreditFactors.class, FILE);

  boolean allows(String factor) {
    return allowed.allows(factor);
  }
}
