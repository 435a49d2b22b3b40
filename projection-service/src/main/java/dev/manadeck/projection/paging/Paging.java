package dev.manadeck.projection.paging;

import dev.manadeck.web.problem.ProblemException;
import dev.manadeck.web.problem.ProblemKind;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.util.UriComponentsBuilder;

/** Which page of a list, counted from 1. */
public record Paging(int page, int limit) {
  private static final int MAX_LIMIT = 100;
  private static final int MAX_PAGE = 1_000_000;

  /** Four links repeat it, and all headers together must not have more than 8 KiB. */
  private static final int MAX_QUERY_LENGTH = 1_500;

  private static final String TOTAL_COUNT = "X-Total-Count";

  public Paging {
    if (page < 1 || page > MAX_PAGE) {
      throw outOfRange("page", MAX_PAGE, page);
    }
    if (limit < 1 || limit > MAX_LIMIT) {
      throw outOfRange("limit", MAX_LIMIT, limit);
    }
  }

  /** For lists that have one page. */
  public static int acceptedLimit(int limit) {
    return new Paging(1, limit).limit();
  }

  private static ProblemException outOfRange(String name, int most, int given) {
    return new ProblemException(
        ProblemKind.BAD_REQUEST,
        "Expected %s from 1 to %d, but got %d".formatted(name, most, given));
  }

  public long offset() {
    return (page - 1L) * limit;
  }

  /**
   * @throws ProblemException if the request's query is too long to be repeated in links
   */
  public <T> ResponseEntity<List<T>> answer(Page<T> found, HttpServletRequest request) {
    return ResponseEntity.ok()
        .header(TOTAL_COUNT, Long.toString(found.totalCount()))
        .header(HttpHeaders.LINK, links(found.totalCount(), request))
        .body(found.items());
  }

  private String links(long total, HttpServletRequest request) {
    requireShortQuery(request);
    long last = Math.max(1, (total + limit - 1) / limit);
    var links = new ArrayList<String>();
    links.add(link(request, 1, "first"));
    if (page > 1) {
      links.add(link(request, Math.min(page - 1, last), "prev"));
    }
    if (page < last) {
      links.add(link(request, page + 1L, "next"));
    }
    links.add(link(request, last, "last"));
    return String.join(", ", links);
  }

  private static void requireShortQuery(HttpServletRequest request) {
    var query = request.getQueryString();
    if (query != null && query.length() > MAX_QUERY_LENGTH) {
      throw new ProblemException(
          ProblemKind.BAD_REQUEST,
          "Expected a query of at most %d characters, but got %d"
              .formatted(MAX_QUERY_LENGTH, query.length()));
    }
  }

  /** Relative, for the client knows better than we under which host it reached us. */
  private String link(HttpServletRequest request, long toPage, String relation) {
    var target =
        UriComponentsBuilder.newInstance()
            .path(request.getRequestURI())
            .query(request.getQueryString())
            .replaceQueryParam("page", toPage)
            .replaceQueryParam("limit", limit)
            .build();
    return "<%s>; rel=\"%s\"".formatted(target, relation);
  }
}
