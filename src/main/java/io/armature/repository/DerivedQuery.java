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

import io.armature.encryption.ReservedNames;
import io.armature.mapping.Entity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.IncorrectResultSizeDataAccessException;
import org.springframework.data.core.PropertyReferenceException;
import org.springframework.data.domain.KeysetScrollPosition;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Window;
import org.springframework.data.projection.ProjectionFactory;
import org.springframework.data.repository.query.ParametersParameterAccessor;
import org.springframework.data.repository.query.QueryMethod;
import org.springframework.data.repository.query.RepositoryQuery;
import org.springframework.data.repository.query.parser.PartTree;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A query method whose name says what it asks for. Planned once, at start-up; safe for use by concurrent threads. */
final class DerivedQuery implements RepositoryQuery {

    private final Entity<?> entity;
    private final DynamoDbQueryMethod method;
    private final PartTree tree;
    private final QueryPlan plan;
    private final Keyset keyset;
    private final TableReads<?> reads;
    private final TableWrites<?> writes;
    private final ResultMappings mappings;

    DerivedQuery(
            Entity<?> entity,
            DynamoDbQueryMethod method,
            ProjectionFactory projections,
            TableReads<?> reads,
            TableWrites<?> writes) {
        this.entity = entity;
        this.method = method;
        this.tree = tree(method, entity);
        new QuerySignature(entity, method, tree).check();
        this.plan = new QueryPlanner(entity, method, tree).plan();
        this.keyset = new Keyset(entity, positionKeys());
        this.reads = reads;
        this.writes = writes;
        this.mappings = new ResultMappings(entity, reads, method, projections);
        if (returnsItems() && !method.getParameters().hasDynamicProjection()) {
            mappings.of(method.getResultProcessor().getReturnedType());
        }
        noteIndexReads();
    }

    private static PartTree tree(DynamoDbQueryMethod method, Entity<?> entity) {
        try {
            return new PartTree(method.getName(), entity.type());
        } catch (PropertyReferenceException ex) {
            throw method.refusal(
                    "asks for '" + ex.getPropertyName() + "', which "
                            + entity.type().getSimpleName() + " does not have.",
                    "Correct the name of the method, or give it a default implementation.");
        }
    }

    private boolean returnsItems() {
        return !tree.isCountProjection() && !tree.isExistsProjection() && !tree.isDelete();
    }

    /** Tells the entity what this method needs from an index, so that the look at the table can find what is missing. */
    private void noteIndexReads() {
        AccessPath path = plan.path();
        if (path != null && path.index() != null) {
            entity.readFromIndex(path.index(), plan.attributes());
            List<String> returned = returnedAttributes();
            entity.readFromIndex(path.index(), returned);
            if (returned.stream().anyMatch(entity::encrypts)) {
                entity.readFromIndex(path.index(), List.of(ReservedNames.KEY_RECORD));
            }
        }
    }

    private List<String> returnedAttributes() {
        if (method.getParameters().hasDynamicProjection()) {
            return List.of();
        }
        if (!returnsItems()) {
            return tree.isDelete() && method.isCollectionQuery()
                    ? entity.schema().attributeNames()
                    : List.of();
        }
        List<String> projected =
                mappings.of(method.getResultProcessor().getReturnedType()).attributes();
        return projected.isEmpty() ? entity.schema().attributeNames() : projected;
    }

    private List<String> positionKeys() {
        return plan.path() == null ? entity.keys() : plan.path().positionKeys(entity);
    }

    @Override
    public QueryMethod getQueryMethod() {
        return method;
    }

    @Override
    public @Nullable Object execute(@Nullable Object[] parameters) {
        ParametersParameterAccessor accessor = new ParametersParameterAccessor(method.getParameters(), parameters);
        if (tree.isCountProjection()) {
            return new ItemPages(reads, bind(accessor, List.of(), true)).count();
        }
        if (tree.isExistsProjection()) {
            return !new ItemPages(reads, bind(accessor, entity.keys(), false), Map.of(), 1)
                    .first(1)
                    .isEmpty();
        }
        if (tree.isDelete()) {
            return delete(accessor);
        }
        ResultMapping mapping = mappings.of(
                method.getResultProcessor().withDynamicProjection(accessor).getReturnedType());
        ItemQuery query = bind(accessor, attributes(mapping), false);
        if (method.isScrollQuery()) {
            return window(query, mapping, accessor);
        }
        int max = max(accessor);
        if (method.isStreamQuery()) {
            Stream<Map<String, AttributeValue>> items = new ItemPages(reads, query, Map.of(), pageLimit(max)).items();
            return (max == Integer.MAX_VALUE ? items : items.limit(max)).map(mapping.mapper());
        }
        return method.isCollectionQuery() ? list(query, mapping, max) : single(query, mapping, max);
    }

    private ItemQuery bind(ParametersParameterAccessor accessor, List<String> attributes, boolean counting) {
        return plan.bind(accessor.iterator(), attributes, method.consistent(), counting);
    }

    /** A projection fetches its attributes, and the keys, which name the item and the position in a window. */
    private List<String> attributes(ResultMapping mapping) {
        return mapping.attributes().isEmpty()
                ? List.of()
                : Stream.concat(mapping.attributes().stream(), positionKeys().stream())
                        .distinct()
                        .toList();
    }

    private int max(ParametersParameterAccessor accessor) {
        Limit limit = accessor.getLimit();
        int byName = tree.getResultLimit().isLimited() ? tree.getResultLimit().max() : Integer.MAX_VALUE;
        return limit.isLimited() ? Math.min(limit.max(), byName) : byName;
    }

    private static @Nullable Integer pageLimit(int max) {
        return max == Integer.MAX_VALUE ? null : Integer.valueOf(max);
    }

    private List<Object> list(ItemQuery query, ResultMapping mapping, int max) {
        return new ItemPages(reads, query, Map.of(), pageLimit(max))
                .first(max).stream().map(mapping.mapper()).toList();
    }

    private @Nullable Object single(ItemQuery query, ResultMapping mapping, int max) {
        // One more than wanted, to notice that the answer is not the only one; a method named findFirst does not mind.
        int wanted = Math.min(max, 2);
        List<Map<String, AttributeValue>> found = new ItemPages(reads, query, Map.of(), wanted).first(wanted);
        if (found.size() > 1) {
            throw new IncorrectResultSizeDataAccessException(
                    method.getName() + " on table '" + entity.tableName() + "' found more than one item", 1);
        }
        return found.isEmpty() ? null : mapping.mapper().apply(found.get(0));
    }

    private Window<Object> window(ItemQuery query, ResultMapping mapping, ParametersParameterAccessor accessor) {
        ScrollPosition position = accessor.getScrollPosition();
        boolean backward = position instanceof KeysetScrollPosition keys && keys.scrollsBackward();
        if (backward && query.scans()) {
            throw new IllegalArgumentException(
                    method.getName() + " scans, and a scan has no order: it cannot scroll backward");
        }
        ScrollPosition.Direction direction =
                backward ? ScrollPosition.Direction.BACKWARD : ScrollPosition.Direction.FORWARD;
        Map<String, AttributeValue> startKey = keyset.startKey(position == null ? ScrollPosition.keyset() : position);
        int size = max(accessor);
        if (size < 1) {
            throw new IllegalArgumentException(
                    method.getName() + " was asked for a window of no item; the limit must be at least 1");
        }
        // DynamoDB says "there may be more" also at the very end, so one item more is read to know.
        int wanted = size == Integer.MAX_VALUE ? size : size + 1;
        List<Map<String, AttributeValue>> found = new ArrayList<>(
                new ItemPages(reads, backward ? query.backward() : query, startKey, pageLimit(wanted)).first(wanted));
        boolean more = found.size() > size;
        List<Map<String, AttributeValue>> items = more ? found.subList(0, size) : found;
        if (backward) {
            Collections.reverse(items);
        }
        return Window.from(
                items.stream().map(mapping.mapper()).toList(),
                index -> keyset.position(items.get(index), direction),
                more);
    }

    private @Nullable Object delete(ParametersParameterAccessor accessor) {
        boolean returned = method.isCollectionQuery();
        List<Map<String, AttributeValue>> found = new ItemPages(
                        reads, bind(accessor, returned ? List.of() : entity.keys(), false))
                .first(Integer.MAX_VALUE);
        writes.deleteAll(found.stream().map(this::key));
        return returned ? found.stream().<Object>map(reads::toEntity).toList() : (Object) (long) found.size();
    }

    private Map<String, AttributeValue> key(Map<String, AttributeValue> item) {
        Map<String, AttributeValue> key = new LinkedHashMap<>();
        entity.keys().forEach(attribute -> key.put(attribute, item.get(attribute)));
        return key;
    }
}
