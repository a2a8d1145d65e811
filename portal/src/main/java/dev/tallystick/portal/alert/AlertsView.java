package dev.tallystick.portal.alert;

import dev.tallystick.portal.document.HeldAlertAddresses;
import dev.tallystick.web.ReaderText;
import java.util.List;

/** Where the reader is told, by channel: one address of each as a rule. */
public record AlertsView(List<AlertAddressView> mail, List<AlertAddressView> webhook) {
  /** Copies the lists. */
  public AlertsView {
    mail = List.copyOf(mail);
    webhook = List.copyOf(webhook);
  }

  static AlertsView of(HeldAlertAddresses.Partial held, ReaderText text) {
    return new AlertsView(views(held, "mail", text), views(held, "webhook", text));
  }

  private static List<AlertAddressView> views(
      HeldAlertAddresses.Partial held, String kind, ReaderText text) {
    return held.addresses().stream()
        .filter(each -> each.kind().orElse("").equals(kind))
        .map(each -> AlertAddressView.of(each, text))
        .toList();
  }
}
