package dev.tallystick.bureau.tariff;

import dev.tallystick.bureau.product.ProductId;
import dev.tallystick.party.account.ShareSplit.Shares;
import java.util.Optional;

/**
 * One price.
 *
 * @param name the line's own name
 * @param buyer who pays for what
 * @param userClass the class of users that the price is for
 * @param amount in minor units of the tariff's currency
 * @param oncePerDay whether the same is charged once a local day
 */
record TariffLine(String name, Buyer buyer, String userClass, long amount, boolean oncePerDay) {
  TariffLine {
    if (amount < 0) {
      throw new IllegalArgumentException("a price is not negative");
    }
  }

  /** Who pays for what: a recipient for a product, or the person for a service. */
  sealed interface Buyer {
    /** A lender that buys a product. */
    record Recipient(ProductId product, Shares shares) implements Buyer {
      Recipient(ProductId product) {
        this(product, Shares.NONE);
      }
    }

    /** The person, for a service of the bureau. */
    record Subject(String service) implements Buyer {}
  }

  /** The product that is sold, if it is one. */
  Optional<ProductId> product() {
    return buyer instanceof Buyer.Recipient recipient
        ? Optional.of(recipient.product())
        : Optional.empty();
  }

  /** The service that the person pays for, if it is one. */
  Optional<String> service() {
    return buyer instanceof Buyer.Subject subject
        ? Optional.of(subject.service())
        : Optional.empty();
  }

  /** What of each fee goes to platforms. */
  Shares shares() {
    return buyer instanceof Buyer.Recipient recipient ? recipient.shares() : Shares.NONE;
  }

  /** What may have one price for one class only (R58). */
  String sold() {
    return product().map(ProductId::value).or(this::service).orElse("") + " " + userClass;
  }
}
