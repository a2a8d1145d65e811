package dev.tallystick.vault.alert;

/**
 * What a mail says: that something happened, and where to read what. It names nobody and nothing,
 * neither in its subject nor below.
 */
record AlertLetter(String subject, String text) {

  /** The letter for a message, with links to the portal. */
  static AlertLetter of(AlertMessage message, String portal) {
    String base = portal.replaceAll("/+$", "");
    AlertLanguage language = message.address().choice().language();
    return switch (message.occasion()) {
      case CHALLENGE -> challenge(language, base, message.code());
      case WEBHOOK_OFF -> webhookOff(language, base);
      case CONSENT, REFUSAL, SALE -> happened(language, base);
    };
  }

  private static AlertLetter challenge(AlertLanguage language, String base, String code) {
    String link = base + "/me/alerts/confirmation?code=" + code;
    return new AlertLetter(
        language.pick("Confirm this mail address", "请确认此邮箱地址"),
        language.pick(
            """
            Somebody who has logged in to Tallystick wants to be told at this address when data about them is used.

            If that was you, open this link within a day and log in. It works once:
            %s

            If it was not you, do nothing: nothing more is sent here.
            """
                .formatted(link),
            """
            有人登录 Tallystick，希望在其数据被使用时通过此邮箱收到通知。

            如果是您本人，请在一天之内打开以下链接并登录。链接只能使用一次：
            %s

            如果不是您本人，无需任何操作：不会再向此邮箱发送邮件。
            """
                .formatted(link)));
  }

  private static AlertLetter happened(AlertLanguage language, String base) {
    return new AlertLetter(
        language.pick("There is something new about you", "有关于您的新记录"),
        language.pick(
            """
            Something has happened in your name. Log in to read what it was:
            %s/me

            This mail says no more, because others may read it on its way. Change or end these mails here:
            %s/me/alerts
            """
                .formatted(base, base),
            """
            有一项以您的名义发生的事件。请登录查看：
            %s/me

            邮件在途中可能被他人看到，因此不写明详情。更改或停止此类邮件：
            %s/me/alerts
            """
                .formatted(base, base)));
  }

  private static AlertLetter webhookOff(AlertLanguage language, String base) {
    return new AlertLetter(
        language.pick("Your webhook was switched off", "您的 Webhook 已被关闭"),
        language.pick(
            """
            Your webhook has failed 20 times in a row, and nothing more is sent to it. What it did not get, and how to set it again:
            %s/me/alerts
            """
                .formatted(base),
            """
            您的 Webhook 已连续失败 20 次，不再向其发送通知。查看未送达的通知并重新设置：
            %s/me/alerts
            """
                .formatted(base)));
  }

  @Override
  public String toString() {
    return "AlertLetter[redacted]";
  }
}
