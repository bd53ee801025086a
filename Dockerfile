# syntax=docker/dockerfile:1

# The sources are compiled on the machine's own platform, whatever the image is for: what they become runs on any.
FROM --platform=$BUILDPLATFORM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
COPY . .
RUN --mount=type=cache,target=/root/.nuget/packages \
    dotnet restore src/LifelongLinks.Server --locked-mode \
    && dotnet publish src/LifelongLinks.Server --no-restore -c Release -o /app -p:UseAppHost=false
# SQLite comes for every system there is; the image is one of two. And a folder for the embedded store, which the last stage cannot make.
RUN find /app/runtimes -mindepth 1 -maxdepth 1 ! -name linux-x64 ! -name linux-arm64 -exec rm -r {} + \
    && mkdir /data

# No shell, no package manager, not root; with ICU and time zones, which "today in London" and names need.
FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled-extra
WORKDIR /app
COPY --from=build /app .
COPY --from=build --chown=$APP_UID:$APP_UID /data /data
USER $APP_UID
ENV ASPNETCORE_HTTP_PORTS=8080 \
    DOTNET_EnableDiagnostics=0 \
    Store__Path=/data/lifelong-links.db
EXPOSE 8080
VOLUME /data
HEALTHCHECK --interval=15s --timeout=10s --start-period=60s --retries=3 CMD ["dotnet", "LifelongLinks.Server.dll", "health"]
ENTRYPOINT ["dotnet", "LifelongLinks.Server.dll"]
