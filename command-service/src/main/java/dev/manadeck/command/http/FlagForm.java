package dev.manadeck.command.http;

import tools.jackson.databind.node.ObjectNode;

/** A body of one flag. */
final class FlagForm {
  private FlagForm() {}

  static boolean read(ObjectNode body, String name) {
    var form = Form.of(body);
    form.require(name);
    var flag = form.flag(name);
    form.check();
    return Boolean.TRUE.equals(flag);
  }
}
