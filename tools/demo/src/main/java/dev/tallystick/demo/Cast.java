package dev.tallystick.demo;

import dev.tallystick.local.state.GatewayFolder;
import java.util.List;
import java.util.Optional;

/** The invented parties of the market. */
public final class Cast {
  public static final String BUREAU = "bureau-north";
  static final String OTHER_BUREAU = "bureau-south";
  public static final String LENDER = "bank-riverside";
  static final String OTHER_LENDER = "bank-hill";

  /** Has nothing but its gateway: its keys are nowhere else. */
  public static final String GATEWAY_LENDER = GatewayFolder.DEMO_BANK;

  static final String REGULATOR = "regulator";

  /** The party that the regulators speak for. */
  static final String AUTHORITY = "authority";

  /** Approves of what the first one proposes. */
  static final String SECOND_REGULATOR = "regulator-2";

  /**
   * One party.
   *
   * @param userClass the class of a lender in tariffs
   */
  record Party(String id, String role, String legalName, Optional<String> userClass) {}

  private Cast() {}

  static List<Party> all() {
    return List.of(
        bureau(BUREAU, "Bureau North Credit Reporting Co., Ltd."),
        bureau(OTHER_BUREAU, "Bureau South Credit Reporting Co., Ltd."),
        lender(LENDER, "Bank Riverside Co., Ltd.", "LARGE"),
        lender(OTHER_LENDER, "Bank Hill Co., Ltd.", "LARGE"),
        lender(GATEWAY_LENDER, "Lake Rural Credit Cooperative", "SMALL"),
        platform("mall-east", "Mall-East E-Commerce Co., Ltd."),
        platform("ride-west", "Ride-West Mobility Co., Ltd."),
        platform("pay-south", "Pay-South Payments Co., Ltd."),
        platform("food-north", "Food-North Delivery Co., Ltd."),
        platform("trip-harbor", "Trip-Harbor Travel Co., Ltd."),
        platform("shop-valley", "Shop-Valley Retail Co., Ltd."),
        platform("video-lake", "Video-Lake Media Co., Ltd."),
        platform("chat-hill", "Chat-Hill Networks Co., Ltd."),
        platform("search-plain", "Search-Plain Information Co., Ltd."),
        platform("phone-dune", "Phone-Dune Telecom Co., Ltd."),
        platform("stay-coast", "Stay-Coast Lodging Co., Ltd."),
        platform("mart-grove", "Mart-Grove Groceries Co., Ltd."),
        platform("wallet-cape", "Wallet-Cape Finance Co., Ltd."),
        platform("news-ridge", "News-Ridge Reading Co., Ltd."));
  }

  static List<String> platforms() {
    return ids("PLATFORM");
  }

  static List<String> lenders() {
    return ids("LENDER");
  }

  private static List<String> ids(String role) {
    return all().stream().filter(party -> party.role().equals(role)).map(Party::id).toList();
  }

  private static Party bureau(String id, String legalName) {
    return new Party(id, "BUREAU", legalName, Optional.empty());
  }

  private static Party lender(String id, String legalName, String userClass) {
    return new Party(id, "LENDER", legalName, Optional.of(userClass));
  }

  private static Party platform(String id, String legalName) {
    return new Party(id, "PLATFORM", legalName, Optional.empty());
  }
}
