"""Sign-in as in Keycloak: a token endpoint, and the validation of its tokens."""

import math
import time
import uuid
from typing import Annotated, Any

import jwt
from fastapi import APIRouter, Form
from fastapi.responses import JSONResponse

from .accounts import Account, Accounts
from .options import SandboxOptions

CLIENT_ID = "frontend"
ALGORITHM = "HS256"


class SignInError(Exception):
    """A refused sign-in, as an OAuth error.

    Args:
        status: HTTP status.
        error: OAuth error code.
        description: The problem, for people.
    """

    def __init__(self, status: int, error: str, description: str | None = None) -> None:
        super().__init__(description or error)
        self.status = status
        self.body = {"error": error}
        if description is not None:
            self.body["error_description"] = description


class Tokens:
    """Issues and validates signed tokens.

    Args:
        options: Lifetimes and realm.
        accounts: The users.
        key: The signing key.
    """

    def __init__(self, options: SandboxOptions, accounts: Accounts, key: str) -> None:
        self._options = options
        self._key = key
        self._accounts = accounts

    def grant_password(self, username: str, password: str, scope: str) -> dict[str, Any]:
        """Exchange a user name and password for tokens.

        Raises:
            SignInError: They are wrong, or the user is disabled.
        """
        user = self._accounts.find(username)
        if user is None or not user.accepts(password):
            raise SignInError(401, "invalid_grant", "Invalid user credentials")
        if not user.enabled:
            raise SignInError(400, "invalid_grant", "Account disabled")
        return self._issue(user, scope, str(uuid.uuid4()))

    def grant_refresh(self, refresh_token: str) -> dict[str, Any]:
        """Exchange a refresh token for new tokens.

        Raises:
            SignInError: It is not a refresh token of this realm, has expired, or the user is
                deleted or disabled.
        """
        try:
            claims = self._read(refresh_token, "Refresh")
        except jwt.ExpiredSignatureError:
            raise SignInError(400, "invalid_grant", "Token is not active") from None
        except jwt.InvalidTokenError:
            raise SignInError(400, "invalid_grant", "Invalid refresh token") from None
        user = self._accounts.find(claims["preferred_username"])
        if user is None:
            raise SignInError(400, "invalid_grant", "User not found")
        if not user.enabled:
            raise SignInError(400, "invalid_grant", "User disabled")
        return self._issue(user, claims["scope"], claims["sid"])

    def user(self, access_token: str) -> Account | None:
        """The user that an access token belongs to; None when it is invalid or expired."""
        try:
            claims = self._read(access_token, "Bearer")
        except jwt.InvalidTokenError:
            return None
        return self._accounts.find(claims["preferred_username"])

    def _read(self, token: str, kind: str) -> dict[str, Any]:
        claims: dict[str, Any] = jwt.decode(
            token,
            self._key,
            algorithms=[ALGORITHM],
            # Expiry is checked below, to the fraction of a second.
            options={"verify_exp": False, "verify_aud": False, "require": ["exp", "sub"]},
        )
        if claims.get("typ") != kind or claims.get("realm") != self._options.realm:
            raise jwt.InvalidTokenError("not a token of this kind and realm")
        if claims["precise_exp"] <= time.time():
            raise jwt.ExpiredSignatureError("expired")
        return claims

    def _issue(self, user: Account, scope: str, session: str) -> dict[str, Any]:
        access, refresh = self._options.token_lifetime, self._options.refresh_lifetime
        return {
            "access_token": self._sign(user, "Bearer", access, scope, session),
            "expires_in": math.ceil(access),
            "refresh_token": self._sign(user, "Refresh", refresh, scope, session),
            "refresh_expires_in": math.ceil(refresh),
            "token_type": "Bearer",
            "not-before-policy": 0,
            "session_state": session,
            "scope": scope,
        }

    def _sign(self, user: Account, kind: str, lifetime: float, scope: str, session: str) -> str:
        moment = time.time()
        claims = {
            "exp": math.ceil(moment + lifetime),
            "precise_exp": moment + lifetime,
            "iat": int(moment),
            "jti": str(uuid.uuid4()),
            "sub": user.username,
            "typ": kind,
            "azp": CLIENT_ID,
            "sid": session,
            "scope": scope,
            "realm": self._options.realm,
            "preferred_username": user.username,
        }
        return jwt.encode(claims, self._key, algorithm=ALGORITHM)


def sign_in_router(tokens: Tokens, realm: str) -> APIRouter:
    """Build the routes of the sign-in server.

    Args:
        tokens: Issues the tokens.
        realm: The only realm.

    Returns:
        The routes, from the root of the server.
    """
    router = APIRouter(tags=["sign-in"])

    @router.post("/realms/{name}/protocol/openid-connect/token")
    def token(
        name: str,
        grant_type: Annotated[str | None, Form()] = None,
        client_id: Annotated[str | None, Form()] = None,
        username: Annotated[str, Form()] = "",
        password: Annotated[str, Form()] = "",
        refresh_token: Annotated[str | None, Form()] = None,
        scope: Annotated[str, Form()] = "openid email profile",
    ) -> JSONResponse:
        """Exchange a password or a refresh token for tokens."""
        try:
            if name != realm:
                raise SignInError(404, "Realm does not exist")
            if client_id != CLIENT_ID:
                raise SignInError(
                    401, "invalid_client", "Invalid client or Invalid client credentials"
                )
            if grant_type is None:
                raise SignInError(400, "invalid_request", "Missing form parameter: grant_type")
            if grant_type == "password":
                body = tokens.grant_password(username, password, scope)
            elif grant_type == "refresh_token":
                if refresh_token is None:
                    raise SignInError(400, "invalid_request", "No refresh token")
                body = tokens.grant_refresh(refresh_token)
            else:
                raise SignInError(400, "unsupported_grant_type", "Unsupported grant_type")
        except SignInError as error:
            return JSONResponse(error.body, error.status)
        return JSONResponse(body, headers={"Cache-Control": "no-store", "Pragma": "no-cache"})

    return router
