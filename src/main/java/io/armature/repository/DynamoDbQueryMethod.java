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

import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.springframework.data.projection.ProjectionFactory;
import org.springframework.data.repository.core.RepositoryMetadata;
import org.springframework.data.repository.query.QueryMethod;

/** A query method with its annotations; refuses what no key-value store answers before anything is derived from it. */
final class DynamoDbQueryMethod extends QueryMethod {

    private final Method method;
    private final boolean consistent;

    DynamoDbQueryMethod(Method method, RepositoryMetadata metadata, ProjectionFactory factory) {
        super(method, metadata, factory, null);
        this.method = method;
        this.consistent = method.isAnnotationPresent(ConsistentRead.class);
        refusePages();
    }

    private void refusePages() {
        if (isPageQuery() || isSliceQuery() || getParameters().hasPageableParameter()) {
            throw refusal(
                    "pages by number, which DynamoDB cannot: it would have to read everything before the page.",
                    "Return Window<T> and take a ScrollPosition and a Limit.");
        }
        if (getParameters().hasSortParameter()) {
            throw refusal(
                    "takes a Sort, but the order of items is fixed by the sort key.",
                    "Put OrderBy with the sort key into the method's name, a method for each order.");
        }
    }

    UnsupportedQueryException refusal(String reason, String action) {
        return new UnsupportedQueryException(method, reason, action);
    }

    boolean consistent() {
        return consistent;
    }

    boolean scanAllowed() {
        return method.isAnnotationPresent(AllowScan.class);
    }

    @Nullable
    String index() {
        UseIndex named = method.getAnnotation(UseIndex.class);
        return named == null ? null : named.value();
    }
}
