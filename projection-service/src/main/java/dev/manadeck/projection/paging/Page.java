package dev.manadeck.projection.paging;

import java.util.List;

/**
 * @param totalCount of the whole list
 */
public record Page<T>(List<T> items, long totalCount) {}
