package dev.manadeck.local.supervision;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** Asks a process over HTTP how it is. */
public final class Health {
  private static final int MILLIS = 2000;

  private Health() {}

  public static boolean isUp(URI health) {
    return status(health) == HttpURLConnection.HTTP_OK;
  }

  /** The status of the answer, or -1 if there is none. */
  private static int status(URI health) {
    try {
      HttpURLConnection connection = (HttpURLConnection) health.toURL().openConnection();
      connection.setConnectTimeout(MILLIS);
      connection.setReadTimeout(MILLIS);
      int status = connection.getResponseCode();
      connection.disconnect();
      return status;
    } catch (IOException nobodyThere) {
      return -1;
    }
  }
}
