/*
 * Copyright 2026 the Armature authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.armature.repository;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Pages of one query, fetched as they are asked for. Not safe for use by concurrent threads. */
final class ItemPages implements Iterator<ItemPage> {

    private final TableReads<?> reads;
    private final ItemQuery query;
    private Map<String, AttributeValue> startKey;
    private @Nullable Integer pageLimit;
    private boolean finished;

    ItemPages(TableReads<?> reads, ItemQuery query) {
        this(reads, query, Map.of(), null);
    }

    ItemPages(TableReads<?> reads, ItemQuery query, Map<String, AttributeValue> startKey, @Nullable Integer pageLimit) {
        this.reads = reads;
        this.query = query;
        this.startKey = startKey;
        this.pageLimit = pageLimit;
    }

    @Override
    public boolean hasNext() {
        return !finished;
    }

    @Override
    public ItemPage next() {
        if (finished) {
            throw new NoSuchElementException();
        }
        ItemPage page = reads.page(query, startKey, pageLimit);
        startKey = page.lastKey();
        finished = page.last();
        if (pageLimit != null && query.filters()) {
            // DynamoDB applies the limit before the filter: larger steps keep a selective filter from many small pages.
            pageLimit = pageLimit > Integer.MAX_VALUE / 2 ? pageLimit : pageLimit * 2;
        }
        return page;
    }

    /** Returns at most {@code max} items. */
    List<Map<String, AttributeValue>> first(int max) {
        List<Map<String, AttributeValue>> items = new ArrayList<>();
        while (hasNext() && items.size() < max) {
            items.addAll(next().items());
        }
        return items.size() > max ? items.subList(0, max) : items;
    }

    /** Returns all items, page by page as the stream is consumed. */
    Stream<Map<String, AttributeValue>> items() {
        Spliterator<ItemPage> pages = Spliterators.spliteratorUnknownSize(this, Spliterator.ORDERED);
        return StreamSupport.stream(pages, false).flatMap(page -> page.items().stream());
    }

    long count() {
        long count = 0;
        while (hasNext()) {
            count += next().count();
        }
        return count;
    }
}
